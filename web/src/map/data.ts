// What the map draws, as the server gives it, and the base that lies in the bundle.

import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import worldFile from 'world-atlas/countries-10m.json?url'
import { language } from '../words'
import areasFile from './admin1.json?url'

/** number, latitude, longitude, kilometres that it may be off, precision, name, Arabic label, English label, events */
export type Place = [number, number, number, number, string, string, string | null, string | null, number]
/** day, events that began on it */
export type Day = [string, number]

export interface Points {
  places: Place[]
  days: Day[]
  drawn: number
  unplaced: number
}

export interface Label {
  text: string
  at: [number, number]
  zoom: number
}

export interface Base {
  land: FeatureCollection<Polygon | MultiPolygon>
  borders: Feature
  areas: Feature
  labels: Label[]
}

type World = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>
interface Area {
  en: string
  ar: string
  at: [number, number]
  z: number
}
type Areas = Topology<{ areas: GeometryCollection<Area> }>

export async function base(): Promise<Base> {
  const [world, areas] = await Promise.all([load<World>(worldFile), load<Areas>(areasFile)])
  const lines = { type: 'Feature', properties: {} } as const
  return {
    land: feature(world, world.objects.countries) as FeatureCollection<Polygon | MultiPolygon>,
    borders: { ...lines, geometry: mesh(world, world.objects.countries, (one, other) => one !== other) },
    areas: { ...lines, geometry: mesh(areas, areas.objects.areas, (one, other) => one !== other) },
    labels: areas.objects.areas.geometries.map((one) => {
      const { ar, en, at, z } = one.properties as Area
      return { text: (language === 'ar' && ar) || en, at, zoom: Math.max(5, z - 1.7) }
    }),
  }
}

async function load<T>(file: string): Promise<T> {
  return (await (await fetch(file)).json()) as T
}

export function placeName(place: Place): string {
  return (language === 'ar' ? (place[6] ?? place[5]) : (place[7] ?? place[5])) || place[5]
}

/** A point for each place that has events, with how many. */
export function spots(points: Points): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: points.places.map((place, index) => {
      const properties = { index, n: place[8], km: place[3] }
      return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [place[2], place[1]] } }
    }),
  }
}

const KM_A_DEGREE = 111.32
const SIDES = 40

/** The area in which each place may lie. */
export function rings(points: Points): FeatureCollection<Polygon> {
  return {
    type: 'FeatureCollection',
    features: spots(points).features.map(({ properties, geometry }) => {
      const [lon = 0, lat = 0] = geometry.coordinates
      const tall = Number(properties?.km ?? 0) / KM_A_DEGREE
      const wide = tall / Math.max(0.05, Math.cos((lat * Math.PI) / 180))
      const ring = Array.from({ length: SIDES + 1 }, (_, side) => {
        const turn = (side / SIDES) * 2 * Math.PI
        return [lon + wide * Math.cos(turn), lat + tall * Math.sin(turn)]
      })
      return { type: 'Feature' as const, properties, geometry: { type: 'Polygon' as const, coordinates: [ring] } }
    }),
  }
}

/** West, south, east, north of all places; a part of the world where there are none. */
export function bounds(points: Points): [number, number, number, number] {
  const shown = spots(points).features.map(({ geometry }) => geometry.coordinates)
  if (!shown.length) return [25, 12, 60, 42]
  const lons = shown.map(([lon = 0]) => lon)
  const lats = shown.map(([, lat = 0]) => lat)
  const least = (values: number[]) => values.reduce((one, other) => Math.min(one, other))
  const most = (values: number[]) => values.reduce((one, other) => Math.max(one, other))
  return [least(lons) - 0.4, least(lats) - 0.3, most(lons) + 0.4, most(lats) + 0.3]
}
