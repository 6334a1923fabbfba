# The image of AgentMesh, of one base image; the rest comes from Debian, Maven and npm:
#   docker build --tag agentmesh-worker .
# Behind a mirror or a proxy, the settings of Maven and npm can be lent to the build; they don't stay in it:
#   docker build --secret id=maven,src=$HOME/.m2/settings.xml --secret id=npm,src=$HOME/.npmrc --tag agentmesh-worker .
# How it is run: docs/container.md

FROM debian:bookworm-slim AS jdk
RUN apt-get update \
    && apt-get install --yes --no-install-recommends openjdk-17-jdk-headless \
    && rm -rf /var/lib/apt/lists/*

# A Java of the parts that the program uses, and the archive of its classes that a start reads.
FROM jdk AS jre
RUN jlink --output /jre --no-header-files --no-man-pages --strip-java-debug-attributes --compress=2 \
        --add-modules java.base,java.compiler,java.desktop,java.instrument,java.management,java.naming,java.net.http,java.prefs,java.rmi,java.security.jgss,java.security.sasl,java.sql.rowset,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs \
    && /jre/bin/java -Xshare:dump

# What the program needs, by pom.xml alone: a layer that stays the same while only the program changes.
FROM jdk AS dependencies
RUN apt-get update \
    && apt-get install --yes --no-install-recommends maven \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY pom.xml ./
RUN --mount=type=secret,id=maven,target=/root/.m2/settings.xml \
    mvn -B -q -Players dependency:copy-dependencies@copy-dependencies

FROM dependencies AS build
COPY . ./
RUN --mount=type=secret,id=maven,target=/root/.m2/settings.xml \
    mvn -B -q -Players -Dmaven.test.skip=true package

# The program of this platform, as npm brings it; nothing of npm itself stays.
FROM debian:bookworm-slim AS opencode
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates npm \
    && rm -rf /var/lib/apt/lists/*
# The version that the tests drive: opencode.version in pom.xml.
ARG OPENCODE_VERSION=1.18.33
# "-baseline" for processors without AVX2.
ARG OPENCODE_FLAVOUR=""
RUN --mount=type=secret,id=npm,target=/root/.npmrc \
    package="opencode-linux-$(dpkg --print-architecture | sed s/amd64/x64/)$OPENCODE_FLAVOUR" \
    && npm install --no-audit --no-fund --ignore-scripts --prefix /opencode "$package@$OPENCODE_VERSION" \
    && install "/opencode/node_modules/$package/bin/opencode" /usr/local/bin/opencode \
    && rm -rf /opencode

FROM debian:bookworm-slim
# Besides Java and OpenCode: what agents need to get at code, tini to end what they leave, and curl for the health check.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates curl git openssh-client ripgrep tini \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 agentmesh \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/agentmesh --create-home --shell /bin/bash agentmesh \
    && chmod 0700 /var/lib/agentmesh \
    && install --directory --owner=10001 --group=10001 /codebases
COPY --from=opencode /usr/local/bin/opencode /usr/local/bin/opencode
COPY --from=jre /jre /opt/agentmesh/jre
COPY --from=dependencies /src/target/dependencies /opt/agentmesh/lib/dependencies
COPY LICENSE /opt/agentmesh/
COPY bin/agentmesh /opt/agentmesh/bin/agentmesh
COPY --from=build /src/target/agentmesh.jar /opt/agentmesh/lib/agentmesh.jar
RUN ln -s /opt/agentmesh/bin/agentmesh /usr/local/bin/agentmesh

# State, results that wait, the agent's sessions and the server's database lie below the home folder.
ENV HOME=/var/lib/agentmesh \
    LANG=C.UTF-8 \
    A2A_ALLOWED_ROOTS=/codebases \
    A2A_MANAGEMENT_PORT=8081
VOLUME ["/var/lib/agentmesh", "/codebases"]
WORKDIR /var/lib/agentmesh
USER 10001:10001
# Of a worker, 8081; of a server, 8000.
EXPOSE 8081 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD curl -fsS -m 4 "http://127.0.0.1:$A2A_MANAGEMENT_PORT/observe/health/ready" || curl -fsS -m 4 http://127.0.0.1:8000/health
ENTRYPOINT ["/usr/bin/tini", "--", "/opt/agentmesh/bin/agentmesh"]
CMD ["worker"]

ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="AgentMesh Worker" \
      org.opencontainers.image.description="Runs AI coding tasks with OpenCode, as Camel routes" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
