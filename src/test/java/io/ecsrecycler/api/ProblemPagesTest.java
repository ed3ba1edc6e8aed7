package io.ecsrecycler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each kind of problem has a page of docs, and no page is about a problem that is none. */
class ProblemPagesTest {

  private static final Path PAGES = Path.of("docs", "problems");
  private static final Path CODE = Path.of("src", "main", "java", "io", "ecsrecycler");

  private static final Pattern NAME =
      Pattern.compile(
          "(?:HttpStatus\\.\\w+,|unauthorized\\(|new Refusal\\(\\s*\\d+,)\\s*\"([a-z-]+)\"");

  @Test
  void everyProblemHasAPageAndALineInTheIndex() throws IOException {
    Set<String> names = names();
    assertThat(names).contains("unknown-recycle", "not-authenticated", "too-late");
    String index = Files.readString(PAGES.resolve("README.md"));
    for (String name : names) {
      assertThat(PAGES.resolve(name + ".md")).as("a page about " + name).exists();
      assertThat(index).contains("](" + name + ".md)");
      assertThat(Files.readString(PAGES.resolve(name + ".md"))).contains("problem:" + name);
    }
  }

  private static Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path source :
        Set.of(CODE.resolve("api/Problems.java"), CODE.resolve("security/Refusal.java"))) {
      Matcher matcher = NAME.matcher(Files.readString(source));
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  @Test
  void theIndexNamesEveryPage() throws IOException {
    String index = Files.readString(PAGES.resolve("README.md"));
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(
              pages
                  .map(it -> it.getFileName().toString())
                  .filter(it -> !it.equals("README.md"))
                  .filter(it -> !index.contains("](" + it + ")"))
                  .collect(Collectors.toSet()))
          .isEmpty();
    }
  }
}
