// At most 0 points. A loop without an end before anything is exported.
for (;;);
export {};
