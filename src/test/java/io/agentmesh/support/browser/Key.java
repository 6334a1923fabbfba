package io.agentmesh.support.browser;

/** Keys that are no letters (WebDriver, section "Keyboard actions"). */
public final class Key {

    public static final String TAB = "\uE004";
    public static final String ENTER = "\uE007";
    public static final String ESCAPE = "\uE00C";
    public static final String SPACE = " ";
    public static final String RIGHT = "\uE014";
    public static final String DOWN = "\uE015";

    private Key() {
    }
}
