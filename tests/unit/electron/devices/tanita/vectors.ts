import { text, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'published example',
    source: 'Tanita SC-240 manual, page 24',
    received: text(
      '{0,16,~0,1,~1,1,~2,1,MO,"SC-240",SN,"00000002",Bt,0,GE,1,AG,30,Hm,170,Pt,0.0,Wk,82.7,FW,18.6,fW,15.4,' +
        'MW,67.3,mW,64.0,sW,19,bW,3.3,wW,48.0,ww,58.0,MI,28.6,Sw,63.6,OV,30.0,IF,6,rb,8255,rB,1973,rJ,12,rA,28,' +
        'ZF,369.4,CS,FD\r\n',
    ),
    gives: [{ kind: 'body_composition', kg: 82.7 }],
  },
];
