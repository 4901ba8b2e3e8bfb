// Vue 3: the component that docs/embedding.md gives, mounted, changed and unmounted.
import { createApp } from 'vue'
import App from './app.vue'

createApp(App).mount('#app')
