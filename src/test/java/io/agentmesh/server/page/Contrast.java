package io.agentmesh.server.page;

/** How well text can be told from what it stands on (WCAG 2, success criterion 1.4.3). */
final class Contrast {

    /** Returns the texts of the page whose contrast is below its first argument, each with its value. */
    static final String SCRIPT = """
            const limit = arguments[0];
            const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
            const rgba = (color) => {
              canvas.clearRect(0, 0, 1, 1);
              canvas.fillStyle = color;
              canvas.fillRect(0, 0, 1, 1);
              return [...canvas.getImageData(0, 0, 1, 1).data];
            };
            const luminance = ([red, green, blue]) => {
              const [r, g, b] = [red, green, blue].map((value) => value / 255)
                .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const ground = (element) => {
              for (let one = element; one; one = one.parentElement) {
                const color = rgba(getComputedStyle(one).backgroundColor);
                if (color[3] === 255) {
                  return color;
                }
              }
              return [255, 255, 255];
            };
            const hasText = (element) => [...element.childNodes]
              .some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
            return [...document.querySelectorAll("header *, main *")]
              .filter((element) => element.checkVisibility() && hasText(element) && !element.closest(".visually-hidden, option"))
              .map((element) => {
                const [a, b] = [luminance(rgba(getComputedStyle(element).color)), luminance(ground(element))];
                return [element, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
              })
              .filter(([, contrast]) => contrast < limit)
              .map(([element, contrast]) => `${element.textContent}: ${contrast.toFixed(2)}`);
            """;

    private Contrast() {
    }
}
