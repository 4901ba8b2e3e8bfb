// Starts the dashboard in its shell. The base comes first: what each part adds to it must win.
import './base.css'

import { render } from 'preact'
import { App } from './app.tsx'

render(<App />, document.getElementById('app')!)
