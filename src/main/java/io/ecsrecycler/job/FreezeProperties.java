package io.ecsrecycler.job;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When nothing is recycled.
 *
 * @param freezeWindows times in which nothing new starts and running recycles pause; none by
 *     default
 */
@ConfigurationProperties("recycler")
record FreezeProperties(@DefaultValue List<FreezeWindow> freezeWindows) {}
