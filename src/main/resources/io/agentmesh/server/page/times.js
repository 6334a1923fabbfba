// Times come as ISO-8601; one without a zone is UTC.

const UNITS = [[86_400, "d"], [3_600, "h"], [60, "min"], [1, "s"]];

function read(iso) {
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
}

/** `12 s`, `3 min`, `2 h`, `5 d`. */
export function duration(seconds) {
  const [size, unit] = UNITS.find(([size]) => seconds >= size) ?? UNITS.at(-1);
  return `${Math.max(0, Math.floor(seconds / size))} ${unit}`;
}

/** As a person measures how long something took: `4.2 s`, `3 min 20 s`. */
export function took(from, to) {
  const seconds = Math.max(0, ((to ? read(to) : new Date()) - read(from)) / 1000);
  if (seconds < 60) {
    return to && seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds)} s`;
  }
  const [size, unit, small, smallUnit] = seconds < 3600 ? [60, "min", 1, "s"] : [3600, "h", 60, "min"];
  return `${Math.floor(seconds / size)} ${unit} ${Math.floor((seconds % size) / small)} ${smallUnit}`;
}

/** How long ago. */
export function ago(iso) {
  return duration((Date.now() - read(iso)) / 1000);
}

/** Date and time as this person writes them. */
export function local(iso) {
  return read(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}

/** The same in short: today's time, or the day. */
export function localShort(iso) {
  const time = read(iso);
  const isToday = time.toDateString() === new Date().toDateString();
  return time.toLocaleString(undefined, isToday ? { hour: "2-digit", minute: "2-digit", second: "2-digit" }
    : { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
}

/** A `<time>` that shows how long ago, and all of it to who points at it. */
export function setTime(target, iso, text) {
  if (target.dateTime !== iso) {
    target.dateTime = iso;
    target.title = local(iso);
  }
  if (target.textContent !== text) {
    target.textContent = text;
  }
}
