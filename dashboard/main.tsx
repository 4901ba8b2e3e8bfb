// Starts the dashboard in its shell. The base comes first: what each part adds to it must win.
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/renewed.css'

import { render } from 'preact'
import { App } from './app.tsx'
import { loadWords } from './locale.ts'
import { preload } from './places.ts'

preload(location.pathname)
await loadWords()
render(<App />, document.getElementById('app')!)
