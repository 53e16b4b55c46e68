.PHONY: fmt check run dist

fmt:
	mvn -q spotless:apply

check:
	mvn verify

run:
	mvn -q -DskipTests package && distribution/target/onekyu/bin/onekyu $(ARGS)

dist:
	mvn -DskipTests package
