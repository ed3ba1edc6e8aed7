package io.ecsrecycler.api;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text for people or for AWS, on one line. A control character could tear a line of the log or turn
 * it around, and PostgreSQL takes neither NUL nor half a character.
 */
@Documented
@Constraint(validatedBy = {})
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]*")
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface OneLine {

  /** What is wrong with any other text. */
  String message() default "must be one line of text without control characters";

  /** As every constraint has it. */
  Class<?>[] groups() default {};

  /** As every constraint has it. */
  Class<? extends Payload>[] payload() default {};
}
