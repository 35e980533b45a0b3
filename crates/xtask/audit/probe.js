// Runs in the page, for fit.mjs: what can be measured of it. Each function gives a line for whatever is wrong.
(() => {
  const name = (node) => {
    const id = node.id ? `#${node.id}` : "";
    const words = (node.getAttribute("aria-label") ?? node.innerText ?? "").replace(/\s+/g, " ").trim().slice(0, 40);
    return `${node.localName}${id}${[...node.classList].map((one) => `.${one}`).join("")} "${words}"`;
  };
  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const TARGETS = "a[href], button, input, select, textarea, summary, [tabindex='0']";

  // Two dimensions of scrolling: nothing but the rows of the table may need the second.
  const reflow = () => {
    const page = document.documentElement;
    const found = page.scrollWidth > innerWidth ? [`the page is ${page.scrollWidth} wide in a window of ${innerWidth}`] : [];
    for (const node of document.querySelectorAll("body *")) {
      const box = node.getBoundingClientRect();
      if (box.width < 2 || box.height < 2 || !isSeen(node) || node.closest("svg, .visually-hidden, .skip, .applied, .pool-scroller, .rows-place, .chart-twin")) continue;
      if (box.right > innerWidth + 1 || box.left < -1) found.push(`${name(node)} stands from ${Math.round(box.left)} to ${Math.round(box.right)}`);
      const how = getComputedStyle(node);
      if (node.scrollWidth > node.clientWidth + 1 && ["auto", "scroll"].includes(how.overflowX)) found.push(`${name(node)} scrolls sideways`);
    }
    return found.slice(0, 8);
  };

  // A target that is too small has nothing else within the circle of 24 pixels around its middle; links in a sentence
  // are as high as its lines.
  const targets = () => {
    const boxes = [...document.querySelectorAll(TARGETS)]
      .filter((node) => isSeen(node) && !node.matches(".pool-scroller, .rows-place, [disabled]"))
      .map((node) => ({ node, box: (node.closest("label") ?? node).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1);
    return boxes
      .filter(({ node, box }) => (box.width < 24 || box.height < 24) && !(node.localName === "a" && getComputedStyle(node).display === "inline"))
      .map(({ node, box }) => `${name(node)} is ${Math.round(box.width)} × ${Math.round(box.height)}`);
  };

  const parse = (colour) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return parse(getComputedStyle(document.documentElement).backgroundColor);
  };

  // What has the focus now: whether it can be seen that it has, and whether anything lies over it.
  const focus = () => {
    const node = document.activeElement;
    // Behind the last place Tab leaves the page for the browser around it; nothing in here has the focus then.
    if (!node || node === document.body || !node.matches(":focus")) return null;
    const found = [];
    const marked = [node, node.closest("label"), node.closest(".language-switch")].find(
      (one) => one && getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2,
    );
    const isQuiet = node.matches("h1, h2, main, [role=alert], [role=status]");
    if (!marked && !isQuiet) found.push(`${name(node)} has the focus, and no ring of 2 pixels`);
    if (marked) {
      const is = contrast(parse(getComputedStyle(marked).outlineColor), ground(marked.parentElement ?? marked));
      if (is < 3) found.push(`the ring of ${name(node)} has a contrast of ${is.toFixed(2)}`);
    }
    const box = node.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + x * (right - left), top + y * (bottom - top)]));
    const isHit = (x, y) => {
      const hit = document.elementFromPoint(x, y);
      return hit && (node.contains(hit) || hit.contains(node) || hit.closest("label")?.contains(node));
    };
    if (right <= left || bottom <= top) found.push(`${name(node)} has the focus, and is out of sight`);
    else if (!points.some(([x, y]) => isHit(x, y))) found.push(`${name(node)} has the focus below ${name(document.elementFromPoint(...points[4]) ?? document.body)}`);
    return { name: name(node), found };
  };

  // With colours forced, backgrounds are gone: what only a background told apart needs a line around it.
  const SHAPES = ".button, .toggle, .chip, .badge, .message, .note, .tray, .panel, .fact, .dialog-body, .filters, .choice, .skeleton-row, .notice, .connection:has(:not(:empty)), .nav a[aria-current=page], .mix, progress, .filters-applied, .heartbeat-dot, .problem-summary, .skip:focus";
  const forced = () => {
    const found = [];
    for (const node of document.querySelectorAll(SHAPES)) {
      if (!isSeen(node) || node.getBoundingClientRect().width < 2) continue;
      const how = getComputedStyle(node);
      const has = ["Top", "Right", "Bottom", "Left"].some((side) => parseFloat(how[`border${side}Width`]) > 0 && how[`border${side}Style`] !== "none");
      if (!has && how.outlineStyle === "none" && node.localName !== "progress") found.push(`${name(node)} has no line around it`);
    }
    const states = [
      [".lot-row.picked", ".lot-row:not(.picked)"],
      [".toggle[aria-pressed=true]", ".toggle[aria-pressed=false]"],
      [".choice:has(:checked)", ".choice:not(:has(:checked))"],
    ];
    for (const [on, off] of states) {
      const [one, other] = [on, off].map((selector) => document.querySelector(selector));
      if (!one || !other) continue;
      const look = (node) => `${getComputedStyle(node).outline} ${getComputedStyle(node).borderWidth}`;
      if (look(one) === look(other)) found.push(`${on} looks like ${off}`);
    }
    return found;
  };

  const motion = () =>
    document
      .getAnimations()
      .filter((one) => one.playState === "running" && one.effect.getComputedTiming().duration > 10)
      .map((one) => `${name(one.effect.target)} moves: ${one.animationName ?? one.transitionProperty}`);

  window.wattpoolProbe = { reflow, targets, focus, forced, motion };
})();
