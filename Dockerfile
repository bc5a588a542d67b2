# The jar, and its libraries as layers of their own: they change seldom.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY config/mappings config/mappings
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp package -Dmaven.test.skip=true \
    && java -Djarmode=tools -jar target/contact-import.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --create-home --home-dir /home/importer importer \
    && install -d -o importer /opt/contact-import /work
WORKDIR /opt/contact-import
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY config/java.options ./
USER importer

# The classes of one whole import, loaded and linked beforehand. The run that shows them to the JVM has an embedded database of
# its own (there is one for x86-64), which is thrown away. A cache is good for the very class path it was made with: the last command fails if it is not.
RUN --mount=type=bind,source=samples,target=/samples \
    java @java.options -XX:AOTCacheOutput=contact-import.aot -jar /opt/contact-import/contact-import.jar import --accept rejects --quiet \
        --home /tmp/training --report-dir /tmp/reports /samples/contacts.csv /samples/contacts.jsonl \
    && rm -rf /tmp/training /tmp/reports \
    && java @java.options -XX:AOTMode=on -XX:AOTCache=contact-import.aot -jar /opt/contact-import/contact-import.jar --version

# A container names its database; the demo would vanish with it.
ENV CONTACT_IMPORT_EMBEDDED=never
WORKDIR /work
ENTRYPOINT ["java", "@/opt/contact-import/java.options", "-XX:AOTCache=/opt/contact-import/contact-import.aot", "-XX:MaxRAMPercentage=50", "-jar", "/opt/contact-import/contact-import.jar"]
