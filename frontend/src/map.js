// MapLibre with our own GeoJSON: no tiles, no glyph server, no outside address.
import { LngLatBounds, Map, NavigationControl, Popup, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { FONT } from "./theme.js";

const GROUND = "#f3f6fa";
const TEXT = { "text-color": "#1f2a3d", "text-halo-color": "#fff", "text-halo-width": 1.6 };

export async function show(box) {
  const layers = JSON.parse(box.dataset.map);
  setWorkerUrl(new URL(box.dataset.worker, location.href).href);
  const sources = await Promise.all(layers.map(loaded));
  const canvas = document.createElement("div");
  canvas.className = "zc-map-canvas";
  box.append(canvas);
  const map = new Map({
    container: canvas,
    style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": GROUND } }] },
    attributionControl: false,
    // The canvas is read again when the page is printed.
    canvasContextAttributes: { preserveDrawingBuffer: true },
    dragRotate: false,
    pitchWithRotate: false,
    localIdeographFontFamily: FONT,
    locale: { "NavigationControl.ZoomIn": "放大", "NavigationControl.ZoomOut": "缩小", "Map.Title": "地图", "CooperativeGesturesHandler.WindowsHelpText": "按住 Ctrl 并滚动以缩放", "CooperativeGesturesHandler.MacHelpText": "按住 ⌘ 并滚动以缩放", "CooperativeGesturesHandler.MobileHelpText": "双指移动地图", "Popup.Close": "关闭" },
    cooperativeGestures: true,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  const bounds = new LngLatBounds();
  await new Promise((done) => map.once("load", done));
  layers.forEach((layer, i) => add(map, layer, sources[i]));
  // The last layers are what the map is about: it is fitted to the highest one that has features.
  for (let i = layers.length - 1; i >= 0 && bounds.isEmpty(); i -= 1) stretch(bounds, sources[i]);
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 40, maxZoom: 13, animate: false });
  const fit = () => map.resize();
  box.addEventListener("zc:shown", fit);
  window.addEventListener("beforeprint", fit);
  map.on("idle", () => (box.dataset.ready = "1"));
}

async function loaded(layer) {
  if (typeof layer.data !== "string") return layer.data;
  const response = await fetch(layer.data, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${layer.data}: ${response.status}`);
  return response.json();
}

function colourOf(layer) {
  if (!layer.colourBy || !layer.swatches.length) return layer.colour;
  return ["match", ["to-string", ["get", layer.colourBy]], ...layer.swatches.flat(), layer.colour];
}

function add(map, layer, data) {
  const colour = colourOf(layer);
  map.addSource(layer.id, { type: "geojson", data });
  const common = { source: layer.id };
  if (layer.kind === "fill") {
    map.addLayer({ ...common, id: layer.id, type: "fill", paint: { "fill-color": colour, "fill-opacity": 0.55 } });
    map.addLayer({ ...common, id: `${layer.id}-edge`, type: "line", paint: { "line-color": "#fff", "line-width": 1.2 } });
  } else if (layer.kind === "line") {
    map.addLayer({ ...common, id: layer.id, type: "line", paint: { "line-color": colour, "line-width": 1.1 } });
  } else {
    const radius = layer.radiusBy ? ["coalesce", ["get", layer.radiusBy], layer.radius] : layer.radius;
    map.addLayer({
      ...common,
      id: layer.id,
      type: "circle",
      paint: { "circle-color": colour, "circle-radius": radius, "circle-opacity": 0.86, "circle-stroke-color": "#fff", "circle-stroke-width": 1.4 },
    });
  }
  if (layer.label) {
    const inside = layer.kind === "point";
    map.addLayer({
      ...common,
      id: `${layer.id}-label`,
      type: "symbol",
      layout: { "text-field": ["to-string", ["get", layer.label]], "text-font": ["sans"], "text-size": 12 },
      paint: inside ? { "text-color": "#fff" } : TEXT,
    });
  }
  if (layer.kind !== "line") clickable(map, layer);
}

function clickable(map, layer) {
  const card = new Popup({ closeButton: false, closeOnClick: false, offset: 10, maxWidth: "260px" });
  map.on("mousemove", layer.id, (event) => {
    const { title, text, url } = event.features[0].properties;
    map.getCanvas().style.cursor = url ? "pointer" : "";
    if (!title) return;
    const body = document.createElement("div");
    const head = document.createElement("b");
    head.textContent = title;
    body.append(head);
    if (text) body.append(Object.assign(document.createElement("div"), { textContent: text }));
    card.setLngLat(event.lngLat).setDOMContent(body).addTo(map);
  });
  map.on("mouseleave", layer.id, () => {
    map.getCanvas().style.cursor = "";
    card.remove();
  });
  map.on("click", layer.id, (event) => {
    const { url } = event.features[0].properties;
    if (typeof url === "string" && url.startsWith("/")) location.assign(url);
  });
}

function stretch(bounds, data) {
  const walk = (part) => (typeof part[0] === "number" ? bounds.extend(part) : part.forEach(walk));
  for (const feature of data.features ?? []) if (feature.geometry) walk(feature.geometry.coordinates ?? []);
}
