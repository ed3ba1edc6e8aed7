package io.ecsrecycler.examples;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The POSIX shells of this machine. */
final class Shells {

  private Shells() {}

  /** A shell, by the beginning of a command line that runs a script in it. */
  record Shell(List<String> command) {
    @Override
    public String toString() {
      return String.join(" ", command);
    }
  }

  /** {@code sh}, and those of dash and busybox that are not what {@code sh} is anyway. */
  static List<Shell> installed() throws IOException {
    List<Shell> shells = new ArrayList<>();
    Set<Path> programs = new HashSet<>();
    for (String name : List.of("sh", "dash", "busybox")) {
      Optional<Path> program = program(name);
      if (program.isPresent() && programs.add(program.get().toRealPath())) {
        String path = program.get().toString();
        shells.add(new Shell(name.equals("busybox") ? List.of(path, "sh") : List.of(path)));
      }
    }
    return shells;
  }

  static Optional<Path> program(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
