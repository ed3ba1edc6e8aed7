/**
 * Put into the packaged service by {@code CommitPointIT}: kills the process at a named point. Not
 * below the application's own package, so that nothing scans it.
 */
@NullMarked
package crashing;

import org.jspecify.annotations.NullMarked;
