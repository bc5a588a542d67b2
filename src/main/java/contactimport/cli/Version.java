package contactimport.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} answers. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"contact-import " + (version == null ? "(not packaged)" : version)};
    }
}
