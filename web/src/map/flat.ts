// The map where the browser draws no WebGL: the same land, borders and areas as plain shapes.

import { geoArea, geoMercator, geoPath } from 'd3-geo'
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import { type Base, bounds, type Points, placeName, rings } from './data'
import type { Drawing } from './globe'

const SVG = 'http://www.w3.org/2000/svg'
const HALF_SPHERE = 2 * Math.PI

export function flat(place: HTMLElement, base: Base, open: (index: number, at: [number, number]) => void): Drawing {
  const land = rewound(base.land)
  return {
    show: (points) => {
      const width = place.clientWidth || 800
      const height = place.clientHeight || 480
      const [west, south, east, north] = bounds(points)
      const corners: Feature = { type: 'Feature', properties: {}, geometry: { type: 'MultiPoint', coordinates: [[west, south], [east, north]] } }
      const projection = geoMercator().fitExtent([[30, 30], [width - 30, height - 30]], corners).clipExtent([[0, 0], [width, height]])
      const path = geoPath(projection)
      const drawn = shape('svg', { viewBox: `0 0 ${width} ${height}`, width: String(width), height: String(height), class: 'flat', role: 'group' })
      drawn.append(shape('path', { class: 'land', d: path(land) ?? '' }))
      drawn.append(shape('path', { class: 'areas', d: path(base.areas) ?? '' }))
      drawn.append(shape('path', { class: 'borders', d: path(base.borders) ?? '' }))
      for (const ring of rings(points).features) drawn.append(spot(ring, points, projection, open))
      place.replaceChildren(drawn)
      place.dataset.drawn = String(points.drawn)
    },
  }
}

function shape(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

function spot(ring: Feature<Polygon>, points: Points, projection: ReturnType<typeof geoMercator>, open: (index: number, at: [number, number]) => void): SVGElement {
  const { index, n } = ring.properties as { index: number; n: number }
  const found = points.places[index]
  const at: [number, number] = found ? [found[2], found[1]] : [0, 0]
  const [x = 0, y = 0] = projection(at) ?? []
  const edge = projection((ring.geometry.coordinates[0]?.[0] ?? at) as [number, number]) ?? [x, y]
  const name = found ? `${placeName(found)}: ${n}` : String(n)
  const group = shape('g', { class: 'spot', tabindex: '0', role: 'button', 'aria-label': name })
  group.append(shape('circle', { class: 'ring', cx: String(x), cy: String(y), r: String(Math.max(4, Math.abs(edge[0] - x))) }))
  group.append(shape('circle', { class: 'dot', cx: String(x), cy: String(y), r: String(Math.min(22, 7 + 1.5 * Math.sqrt(n))) }))
  const text = shape('text', { x: String(x), y: String(y) })
  text.textContent = String(n)
  const title = shape('title', {})
  title.textContent = name
  group.append(text, title)
  group.addEventListener('click', () => open(index, at))
  group.addEventListener('keydown', (event) => (event as KeyboardEvent).key === 'Enter' && open(index, at))
  return group
}

/** Land whose rings run the right way: one that covers more than half of the sphere is wound wrongly. */
function rewound(land: FeatureCollection<Polygon | MultiPolygon>): FeatureCollection<Polygon | MultiPolygon> {
  const turn = (polygon: Position[][]) => polygon.map((ring) => (geoArea({ type: 'Polygon', coordinates: [ring] }) > HALF_SPHERE ? [...ring].reverse() : ring))
  const features = land.features.map((one) => {
    const geometry = one.geometry
    return geometry.type === 'Polygon'
      ? { ...one, geometry: { ...geometry, coordinates: turn(geometry.coordinates) } }
      : { ...one, geometry: { ...geometry, coordinates: geometry.coordinates.map(turn) } }
  })
  return { ...land, features }
}
