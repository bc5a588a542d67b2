package contactimport.patch;

import contactimport.contact.Text;
import contactimport.source.FileFault;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A piece of a YAML file that knows where it stands. Whatever is not as expected is a {@link FileFault} with its line. */
final class YamlNode {

    private final String file;
    private final Node node;

    private YamlNode(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    static YamlNode parse(String file, String text) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw new FileFault(file + " is empty: it says nothing about columns.");
            }
            return new YamlNode(file, root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new FileFault(file + ", line " + line + ": this is no valid YAML: " + e.getProblem() + ".");
        } catch (YAMLException e) {
            throw new FileFault(file + ": this is no valid YAML.", e);
        }
    }

    FileFault fault(String sentence) {
        return new FileFault(file + ", line " + (node.getStartMark().getLine() + 1) + ": " + sentence);
    }

    boolean isText() {
        return node instanceof ScalarNode && !node.getTag().equals(Tag.NULL);
    }

    boolean isObject() {
        return node instanceof MappingNode;
    }

    /** A single value as it is written: {@code 007} stays that. */
    String text() {
        if (node instanceof ScalarNode scalar && isText()) {
            return scalar.getValue();
        }
        throw fault("expected a text.");
    }

    /** A text that is not blank. */
    String name() {
        if (Text.isBlank(text())) {
            throw fault("expected a text that is not blank.");
        }
        return text();
    }

    /** The items of a list; a single value is a list of one. */
    List<YamlNode> items() {
        if (!(node instanceof SequenceNode list)) {
            return List.of(this);
        }
        List<YamlNode> items = new ArrayList<>();
        list.getValue().forEach(item -> items.add(new YamlNode(file, item)));
        if (items.isEmpty()) {
            throw fault("expected at least one value.");
        }
        return items;
    }

    List<String> names() {
        return items().stream().map(YamlNode::name).toList();
    }

    /** The members of an object, each with its name's place, in the order of the file. */
    Map<String, YamlNode> members() {
        if (!(node instanceof MappingNode object)) {
            throw fault("expected an object: name, colon, value.");
        }
        Map<String, YamlNode> members = new LinkedHashMap<>();
        for (NodeTuple tuple : object.getValue()) {
            YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (members.put(key.text(), new YamlNode(file, tuple.getValueNode())) != null) {
                throw key.fault("\"" + Text.label(key.text()) + "\" comes twice.");
            }
        }
        return members;
    }

    /** The same, of names that are known. */
    Map<String, YamlNode> members(List<String> known) {
        Map<String, YamlNode> members = members();
        members.forEach((name, value) -> {
            if (!known.contains(name)) {
                String meant = Suggestion.among(name, known);
                throw fault(
                        name,
                        "\"" + Text.label(name) + "\" is not known: "
                                + (meant == null
                                        ? "expected one of " + String.join(", ", known) + "."
                                        : "did you mean " + meant + "?"));
            }
        });
        return members;
    }

    /** A fault at the place of one member's name. */
    FileFault fault(String member, String sentence) {
        if (node instanceof MappingNode object) {
            for (NodeTuple tuple : object.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(member)) {
                    return new YamlNode(file, key).fault(sentence);
                }
            }
        }
        return fault(sentence);
    }

    /** One of a few words. */
    String oneOf(List<String> words) {
        String text = text();
        if (!words.contains(text)) {
            String meant = Suggestion.among(text, words);
            throw fault("\"" + Text.label(text) + "\" is not known: expected " + String.join(" or ", words)
                    + (meant == null ? "." : "; did you mean " + meant + "?"));
        }
        return text;
    }
}
