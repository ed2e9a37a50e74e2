import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/noto-sans-arabic/index.css'
import '@fontsource-variable/noto-naskh-arabic/index.css'
import './styles/main.css'
import { bindEverywhere, listen } from './keys'
import { shell } from './shell'
import { tellKept } from './toasts'

const pages: Record<string, () => Promise<{ start: () => void }>> = {
  queue: () => import('./queue'),
  report: () => import('./report/page'),
  add: () => import('./add'),
  incidents: () => import('./incidents'),
  incident: () => import('./incidents'),
  compare: () => import('./incidents'),
  map: () => import('./map/page'),
}

async function begin(): Promise<void> {
  shell()
  const page = pages[document.body.dataset.page ?? '']
  if (page) (await page()).start()
  bindEverywhere()
  listen()
  tellKept()
  document.documentElement.dataset.ready = 'yes'
}

void begin()
