package io.ecsrecycler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The house has few rooms, and arrows between them point down only. */
class HouseTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.ecsrecycler");

  private final ApplicationModules rooms = ApplicationModules.of(EcsTaskRecycler.class);

  @Test
  void roomsUseOnlyWhatTheyMay() {
    rooms.verify();
  }

  /** The committed diagram is the code's; run the test again after a wanted change. */
  @Test
  void theCommittedDiagramShowsTheRoomsAsTheyAre() throws IOException {
    Path made = Path.of("target", "rooms");
    new Documenter(rooms, Documenter.Options.defaults().withOutputFolder(made.toString()))
        .writeModulesAsPlantUml(
            Documenter.DiagramOptions.defaults()
                .withStyle(Documenter.DiagramOptions.DiagramStyle.UML));
    Path committed = Path.of("docs", "rooms.puml");
    String now = inAStableOrder(Files.readAllLines(made.resolve("components.puml")));
    String before = Files.exists(committed) ? Files.readString(committed) : "";
    Files.writeString(committed, now);
    Assertions.assertThat(before)
        .as("docs/rooms.puml was out of date and has been written anew; commit it")
        .isEqualTo(now);
  }

  /** The documenter lists components and arrows in whatever order a hash table has them. */
  private static String inAStableOrder(List<String> lines) {
    List<String> ordered = new ArrayList<>();
    List<String> run = new ArrayList<>();
    for (String line : lines) {
      boolean listed = line.contains("component \"") || line.startsWith("EcsTaskRecycler.");
      if (!listed) {
        run.stream().sorted().forEach(ordered::add);
        run.clear();
        ordered.add(line);
      } else {
        run.add(line);
      }
    }
    return String.join("\n", ordered) + "\n";
  }

  @Test
  void theRulesUseNothingButJava() {
    classes()
        .that()
        .resideInAPackage("io.ecsrecycler.recycle")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.ecsrecycler.recycle")
        .check(CODE);
    noClasses()
        .that()
        .resideInAPackage("io.ecsrecycler.recycle")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..")
        .check(CODE);
  }

  @Test
  void onlyTheClockBeanAsksTheMachineForTheTime() {
    noClasses()
        .that()
        .doNotHaveSimpleName("TimeConfiguration")
        .and()
        .resideOutsideOfPackage("io.ecsrecycler.simulator..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Clock.class, "systemUTC")
        .check(CODE);
  }

  @Test
  void nothingOutsideKnowsTheSimulatorAndItKnowsNothingOutside() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.ecsrecycler.simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.ecsrecycler.simulator..")
        .check(CODE);
    noClasses()
        .that()
        .resideInAPackage("io.ecsrecycler.simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.ecsrecycler.recycle..",
            "io.ecsrecycler.ecs..",
            "io.ecsrecycler.job..",
            "io.ecsrecycler.engine..",
            "io.ecsrecycler.api..",
            "io.ecsrecycler.notify..",
            "io.ecsrecycler.security..")
        .check(CODE);
  }
}
