import { render } from 'preact';
import type { HostToReproduction, ReproductionToHost } from '../../src/protocol/reproduction.ts';
import { openHostLine } from '../shared/host.ts';
import '../shared/theme.css';
import './reproduction.css';
import './parts.css';
import './register.css';
import './results.css';
import { ReproductionApp } from './app.tsx';
import { Tab } from './tab.ts';

const root = document.getElementById('root');
const tab = new Tab(openHostLine<HostToReproduction, ReproductionToHost>());
if (root !== null) render(<ReproductionApp tab={tab} />, root);
