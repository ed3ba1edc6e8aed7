package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallerTest {

  private static final Target PROD = new Target("prod", "web", null);
  private static final Target DEV = new Target("dev", "web", null);

  /** Of two grants, the role of one and the place of the other are not a permission. */
  @Test
  void oneGrantMustHaveBothTheRoleAndThePlace() {
    Caller caller = caller(grant(Role.OPERATOR, "dev/*"), grant(Role.VIEWER, "*/*"));
    assertThat(caller.may(Permission.OPERATE, DEV)).isTrue();
    assertThat(caller.may(Permission.OPERATE, PROD)).isFalse();
    assertThat(caller.may(Permission.VIEW, PROD)).isTrue();
    assertThat(caller.may(Permission.ADMINISTER)).isFalse();
    assertThat(caller.where(Permission.OPERATE))
        .extracting(Object::toString)
        .containsExactly("dev/*");
    assertThat(caller.where(Permission.VIEW))
        .extracting(Object::toString)
        .containsExactly("dev/*", "*/*");
  }

  @ParameterizedTest
  @EnumSource(Permission.class)
  void withoutAGrantOrAPatternNothingIsAllowed(Permission permission) {
    for (Caller nobody : List.of(caller(), caller(new Grant(Role.ADMIN, List.of())))) {
      assertThat(nobody.may(permission)).isFalse();
      assertThat(nobody.may(permission, PROD)).isFalse();
      assertThat(nobody.mightBeAllowed(permission, PROD)).isFalse();
    }
  }

  /** An admin of a corner may not freeze, or lift the freeze of, everybody else. */
  @ParameterizedTest
  @CsvSource({"dev/*, false", "*/web, false", "arn:aws:ecs:*, false", "*/*, true", "arn:*, true"})
  void whatConcernsEverybodyTakesAnAdminOfEverything(String pattern, boolean may) {
    assertThat(caller(grant(Role.ADMIN, pattern)).may(Permission.ADMINISTER)).isEqualTo(may);
    assertThat(caller(grant(Role.OPERATOR, pattern)).may(Permission.ADMINISTER)).isFalse();
  }

  @Test
  void eachRoleIncludesTheOnesBefore() {
    assertThat(Role.VIEWER.allows(Permission.VIEW)).isTrue();
    assertThat(Role.VIEWER.allows(Permission.OPERATE)).isFalse();
    assertThat(Role.OPERATOR.allows(Permission.OPERATE)).isTrue();
    assertThat(Role.OPERATOR.allows(Permission.ADMINISTER)).isFalse();
    assertThat(List.of(Permission.values())).allMatch(Role.ADMIN::allows);
    assertThat(List.of(Permission.values())).allMatch(it -> Role.needed(it).allows(it));
  }

  private static Caller caller(Grant... grants) {
    return new Caller("somebody", List.of(grants));
  }

  private static Grant grant(Role role, String pattern) {
    return Grant.of(role, List.of(pattern));
  }
}
