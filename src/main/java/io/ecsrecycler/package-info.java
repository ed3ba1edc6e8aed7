/** Restarts the tasks of an Amazon ECS service one by one: the application that joins the rooms. */
@NullMarked
package io.ecsrecycler;

import org.jspecify.annotations.NullMarked;
