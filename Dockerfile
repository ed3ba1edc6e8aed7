# The service as an image:  docker build -t ecs-task-recycler .
# It listens on every address, so it does not start without tokens or an OIDC issuer:
#   docker run --rm ecs-task-recycler token --name me --role admin --allow '*/*' --expires 90d
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY src src
RUN mvn -B -ntp package -DskipTests \
 && java -Djarmode=tools -jar target/ecs-task-recycler-*.jar extract --layers --destination layers \
 && mv layers/application/ecs-task-recycler-*.jar layers/application/ecs-task-recycler.jar

FROM eclipse-temurin:25-jre
# Numbers, so that Kubernetes can see that it is not root; /data is the job database's, unless it is PostgreSQL.
RUN mkdir /data && chown 10001:10001 /data
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
USER 10001:10001
ENV SERVER_ADDRESS=0.0.0.0 \
    RECYCLER_DATA_DIR=/data \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
VOLUME /data
# 8080: the API; 8081: health and metrics.
EXPOSE 8080 8081
# The process itself gets SIGTERM, and has 20 seconds to hand its recycles over: docker stop -t 60.
ENTRYPOINT ["java", "-jar", "ecs-task-recycler.jar"]
