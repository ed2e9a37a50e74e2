// The map where the browser draws WebGL: land and borders from the bundle, clusters, and areas in which points may lie.

import 'maplibre-gl/dist/maplibre-gl.css'
import { type GeoJSONSource, Map as Globe, Marker, NavigationControl, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import workerFile from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { make } from '../dom'
import { t } from '../words'
import { type Colours, colours } from './colours'
import { type Base, bounds, type Label, type Points, rings, spots } from './data'

const MOST_LABELS = 40

export interface Drawing {
  show: (points: Points, move: boolean) => void
}

/** Whether this browser can draw it. */
export function able(): boolean {
  try {
    return Boolean(document.createElement('canvas').getContext('webgl2'))
  } catch {
    return false
  }
}

export function globe(place: HTMLElement, base: Base, open: (index: number, at: [number, number]) => void): Drawing {
  setWorkerUrl(new URL(workerFile, location.href).href)
  const look = colours()
  const map = new Globe({
    container: place,
    style: style(look, base),
    bounds: [25, 12, 60, 42],
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 14,
    minZoom: 1.5,
    locale: { 'NavigationControl.ZoomIn': t('map.zoom_in'), 'NavigationControl.ZoomOut': t('map.zoom_out') },
  })
  map.addControl(new NavigationControl({ showCompass: false }))
  map.touchZoomRotate.disableRotation()
  map.setMissingStyleImageResolver((id) => numberImage(map, id, look))
  const loaded = new Promise<void>((done) => map.once('load', () => done()))
  void loaded.then(() => labels(map, base.labels))
  watch(map, open)
  return {
    show: (points, move) =>
      void loaded.then(() => {
        source(map, 'spots')?.setData(spots(points))
        source(map, 'rings')?.setData(rings(points))
        if (move) map.fitBounds(bounds(points), { padding: 40, maxZoom: 9, animate: false })
        place.dataset.drawn = String(points.drawn)
      }),
  }
}

function source(map: Globe, name: string): GeoJSONSource | undefined {
  return map.getSource(name) as GeoJSONSource | undefined
}

function style(look: Colours, base: Base): StyleSpecification {
  const empty = { type: 'FeatureCollection' as const, features: [] }
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: base.land, tolerance: 0.2 },
      borders: { type: 'geojson', data: base.borders },
      areas: { type: 'geojson', data: base.areas },
      rings: { type: 'geojson', data: empty },
      spots: { type: 'geojson', data: empty, cluster: true, clusterRadius: 42, clusterMaxZoom: 8, clusterProperties: { n: ['+', ['get', 'n']] } },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': look.sea } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': look.land } },
      { id: 'areas', type: 'line', source: 'areas', minzoom: 4, paint: { 'line-color': look.area, 'line-width': 0.8 } },
      { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': look.border, 'line-width': 1.3 } },
      { id: 'rings', type: 'fill', source: 'rings', minzoom: 5, paint: { 'fill-color': look.mark, 'fill-opacity': 0.13 } },
      { id: 'ring-lines', type: 'line', source: 'rings', minzoom: 5, paint: { 'line-color': look.mark, 'line-opacity': 0.7, 'line-width': 1, 'line-dasharray': [3, 2] } },
      {
        id: 'clusters',
        type: 'circle',
        source: 'spots',
        paint: {
          'circle-color': look.mark,
          'circle-opacity': 0.85,
          'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'n']], 1, 10, 10, 18, 60, 32, 300, 44],
          'circle-stroke-color': look.ground,
          'circle-stroke-width': 1.5,
        },
      },
      { id: 'numbers', type: 'symbol', source: 'spots', layout: { 'icon-image': ['concat', 'n-', ['to-string', ['get', 'n']]], 'icon-allow-overlap': true, 'icon-ignore-placement': true } },
    ],
  }
}

/** A number as an image: the map has no fonts of its own. */
function numberImage(map: Globe, id: string, look: Colours): void {
  if (!id.startsWith('n-') || map.hasImage(id)) return
  const number = Number(id.slice(2))
  const text = number < 1000 ? String(number) : `${(number / 1000).toFixed(number < 10_000 ? 1 : 0)}k`
  const ratio = 2
  const canvas = document.createElement('canvas')
  canvas.width = 48 * ratio
  canvas.height = 20 * ratio
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.font = `600 ${11.5 * ratio}px 'Inter Variable', sans-serif`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillStyle = look.ground
  pen.fillText(text, canvas.width / 2, canvas.height / 2 + ratio)
  const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height)
  map.addImage(id, { data: new Uint8Array(data), width, height }, { pixelRatio: ratio })
}

function watch(map: Globe, open: (index: number, at: [number, number]) => void): void {
  map.on('click', 'clusters', (event) => {
    const found = event.features?.[0]
    if (!found || found.geometry.type !== 'Point') return
    const [lon = 0, lat = 0] = found.geometry.coordinates
    const { cluster_id: cluster, index } = found.properties as { cluster_id?: number; index?: number }
    if (cluster === undefined) return open(Number(index), [lon, lat])
    void source(map, 'spots')
      ?.getClusterExpansionZoom(cluster)
      .then((zoom) => map.easeTo({ center: [lon, lat], zoom: zoom + 0.2 }))
  })
  map.on('mouseenter', 'clusters', () => (map.getCanvas().style.cursor = 'pointer'))
  map.on('mouseleave', 'clusters', () => (map.getCanvas().style.cursor = ''))
}

/** Names of areas as text of the page: Arabic is shaped and ordered by the browser. */
function labels(map: Globe, known: Label[]): void {
  const shown = new Map<Label, Marker>()
  const refresh = () => {
    const zoom = map.getZoom()
    const view = map.getBounds()
    const wanted = new Set(known.filter((label) => zoom >= label.zoom && view.contains(label.at)).slice(0, MOST_LABELS))
    for (const [label, marker] of shown) {
      if (wanted.has(label)) continue
      marker.remove()
      shown.delete(label)
    }
    for (const label of wanted) {
      if (shown.has(label)) continue
      const element = make('div', { class: 'map-label', dir: 'auto', 'aria-hidden': 'true' }, label.text)
      shown.set(label, new Marker({ element }).setLngLat(label.at).addTo(map))
    }
  }
  map.on('moveend', refresh)
  refresh()
}
