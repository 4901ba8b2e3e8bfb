// Starts the dashboard in its shell.
import { render } from 'preact'
import { App } from './app.tsx'
import './base.css'

render(<App />, document.getElementById('app')!)
