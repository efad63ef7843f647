// The type of an icon, so that shared parts can take one.
import type { Component } from 'svelte';

export type Icon = Component<{ size?: number; strokeWidth?: number }>;
