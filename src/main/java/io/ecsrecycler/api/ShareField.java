package io.ecsrecycler.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ecsrecycler.recycle.Share;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many of the tasks, as a request has it: a whole number, or a percentage like {@code "10%"}.
 *
 * @param share what it means
 */
@Schema(
    description = "A number of tasks (1 to 1000), or a percentage of them (\"1%\" to \"100%\").",
    oneOf = {Integer.class, String.class},
    example = "10%")
record ShareField(Share share) {

  /** What is wrong with anything else, behind the field's name. */
  static final String REMEDY = "must be a whole number from 1 to 1000, or \"1%\" to \"100%\"";

  private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3})%");
  private static final int MOST_TASKS = 1000;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ShareField read(Object given) {
    return new ShareField(
        switch (given) {
          case Integer number when number >= 1 && number <= MOST_TASKS -> Share.tasks(number);
          case String text -> percentage(text.strip());
          default -> throw new IllegalArgumentException(REMEDY);
        });
  }

  private static Share percentage(String text) {
    Matcher matcher = PERCENTAGE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(REMEDY);
    }
    int percent = Integer.parseInt(matcher.group(1));
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException(REMEDY);
    }
    return Share.percent(percent);
  }

  @JsonValue
  Object shown() {
    return switch (share.unit()) {
      case TASKS -> share.value();
      case PERCENT -> share.toString();
    };
  }
}
