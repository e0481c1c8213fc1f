// The timeline's controls. Without this file the drawing and its table stand whole; with it they can be narrowed.
(function () {
  "use strict";
  var svg = document.querySelector("#timeline svg");
  if (!svg) return;
  var box = document.getElementById("timeline-controls");
  var words = document.getElementById("timeline-words");
  var count = document.getElementById("timeline-count");
  var list = function (query, root) { return Array.prototype.slice.call((root || document).querySelectorAll(query)); };
  var marks = list("a.mark", svg), texts = list("text", svg), choices = list("select[data-field]", box);
  var whole = svg.viewBox.baseVal, home = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  var zoom = 1, shift = 0;

  function values(mark, field) {
    return (mark.getAttribute("data-" + field) || "").split("|").filter(Boolean);
  }

  // Each select offers what the marks hold, the most frequent first.
  choices.forEach(function (select) {
    var counts = {};
    marks.forEach(function (mark) {
      values(mark, select.dataset.field).forEach(function (value) { counts[value] = (counts[value] || 0) + 1; });
    });
    Object.keys(counts).sort(function (a, b) { return counts[b] - counts[a] || a.localeCompare(b); }).forEach(function (value) {
      var option = document.createElement("option");
      option.value = value;
      option.textContent = value + " (" + counts[value] + ")";
      select.appendChild(option);
    });
  });

  function wanted(mark) {
    var track = box.querySelector("input[data-track='" + mark.parentNode.dataset.track + "']");
    if (track && !track.checked) return false;
    var said = words.value.trim().toLowerCase();
    if (said && mark.textContent.toLowerCase().indexOf(said) < 0) return false;
    return choices.every(function (select) {
      return !select.value || values(mark, select.dataset.field).indexOf(select.value) >= 0;
    });
  }

  function filter() {
    var shown = 0;
    marks.forEach(function (mark) {
      var hit = wanted(mark);
      mark.classList.toggle("off", !hit);
      mark.setAttribute("tabindex", hit ? "0" : "-1");
      shown += hit ? 1 : 0;
    });
    count.textContent = shown + " / " + marks.length;
  }

  // Zooming narrows the view box in one direction; words are squeezed back to their own width, and those that name
  // a lane or a level stay at the left edge.
  function view() {
    var width = home.width / zoom;
    shift = Math.max(0, Math.min(home.width - width, shift));
    svg.setAttribute("viewBox", [home.x + shift, home.y, width, home.height].join(" "));
    svg.setAttribute("preserveAspectRatio", zoom > 1 ? "none" : "xMidYMid meet");
    texts.forEach(function (text) {
      var x = parseFloat(text.getAttribute("x")), edge = text.getAttribute("text-anchor") === "end";
      var at = edge && zoom > 1 ? home.x + shift + x / zoom : x;
      var moved = "translate(" + at + " 0) scale(" + 1 / zoom + " 1) translate(" + -x + " 0)";
      if (zoom > 1) text.setAttribute("transform", moved); else text.removeAttribute("transform");
    });
  }

  function move(action) {
    var centre = shift + home.width / zoom / 2;
    if (action === "in") zoom = Math.min(16, zoom * 2);
    if (action === "out") zoom = Math.max(1, zoom / 2);
    if (action === "all") zoom = 1;
    if (action === "left") centre -= home.width / zoom / 3;
    if (action === "right") centre += home.width / zoom / 3;
    shift = centre - home.width / zoom / 2;
    view();
  }

  box.hidden = false;
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
