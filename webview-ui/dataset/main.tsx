import { render } from 'preact';
import type { DatasetToHost, HostToDataset } from '../../src/protocol/dataset.ts';
import { openHostLine } from '../shared/host.ts';
import '../shared/theme.css';
import './dataset.css';
import { DatasetApp } from './app.tsx';
import { Sheet } from './sheet.ts';

const root = document.getElementById('root');
const sheet = new Sheet(openHostLine<HostToDataset, DatasetToHost>());
if (root !== null) render(<DatasetApp sheet={sheet} />, root);
