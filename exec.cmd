@rem What `exec` is to other shells: scripts of package.json begin with it, for the sake of scripts/run.mjs.
@%*
