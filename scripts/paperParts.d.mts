export declare const paperParts: RegExp;
