(function () {
  "use strict";
  var svg = document.querySelector("#timeline svg");
  if (!svg) return;
  var marks = Array.prototype.slice.call(svg.querySelectorAll("a.mark"));
  var box = document.getElementById("timeline-controls");
  box.hidden = false;
  var full = svg.viewBox.baseVal, home = [full.x, full.y, full.width, full.height], zoom = 1, shift = 0;
  function filter() {
    var words = document.getElementById("timeline-words").value.toLowerCase();
    var off = {};
    box.querySelectorAll("input[data-track]").forEach(function (input) { if (!input.checked) off[input.dataset.track] = true; });
    var shown = 0;
    marks.forEach(function (mark) {
      var hit = !off[mark.dataset.track] && (!words || mark.getAttribute("aria-label").toLowerCase().indexOf(words) >= 0);
      mark.classList.toggle("off", !hit);
      if (hit) shown += 1;
    });
    document.getElementById("timeline-count").textContent = shown + " / " + marks.length;
  }
  function view() {
    var width = home[2] / zoom;
    shift = Math.max(0, Math.min(home[2] - width, shift));
    svg.setAttribute("viewBox", [home[0] + shift, home[1], width, home[3]].join(" "));
    svg.setAttribute("preserveAspectRatio", zoom > 1 ? "none" : "xMidYMid meet");
  }
  function move(action) {
    var width = home[2] / zoom, centre = shift + width / 2;
    if (action === "in") zoom = Math.min(16, zoom * 2);
    if (action === "out") zoom = Math.max(1, zoom / 2);
    if (action === "in" || action === "out") shift = centre - home[2] / zoom / 2;
    if (action === "left") shift -= width / 3;
    if (action === "right") shift += width / 3;
    if (action === "all") { zoom = 1; shift = 0; }
    view();
  }
  box.addEventListener("input", filter);
  box.addEventListener("click", function (event) {
    var action = event.target.getAttribute("data-move");
    if (action) move(action);
  });
  svg.addEventListener("keydown", function (event) {
    var keys = { "+": "in", "-": "out", ArrowLeft: "left", ArrowRight: "right", Home: "all" };
    if (keys[event.key]) { move(keys[event.key]); event.preventDefault(); }
  });
  filter();
})();
