/**
 * The companion models of the simulated server, each after what it needs: Machinery for all,
 * Robotics for the cell, MachineTool (with the job models it builds on) for the machining centre.
 */

import { nodesets } from 'node-opcua-nodesets';

export const modelUris = {
  base: 'http://opcfoundation.org/UA/',
  machinery: 'http://opcfoundation.org/UA/Machinery/',
  robotics: 'http://opcfoundation.org/UA/Robotics/',
  machineTool: 'http://opcfoundation.org/UA/MachineTool/',
} as const;

/** The files to load, in order. */
export function companionModels(): string[] {
  return [
    nodesets.standard,
    nodesets.di,
    nodesets.ia,
    nodesets.machinery,
    nodesets.isa95JobControl,
    nodesets.machineryJobs,
    nodesets.robotics,
    nodesets.machineTool,
  ];
}
