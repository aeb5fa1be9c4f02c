#!/bin/sh
# Installe @NOM@ pour la personne connectée, sans droits d’administrateur.
#   ./installer.sh             installe dans ~/.local
#   ./installer.sh --enlever   enlève le programme ; vos dossiers restent
set -eu
ici=$(cd "$(dirname "$0")" && pwd)
la=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
fichiers=$(cd "$ici/share" && find . -type f)
if [ "${1:-}" = --enlever ]; then
  rm -f "$bin/justicepartage" "$bin/justicepartage.precedent"
  for f in $fichiers; do rm -f "$la/$f"; done
  echo "@NOM@ est enlevé. Vos dossiers sont toujours là."
  exit
fi
mkdir -p "$bin"
# L’ancienne version est gardée, pour pouvoir y revenir.
if [ -e "$bin/justicepartage" ] && ! cmp -s "$ici/bin/justicepartage" "$bin/justicepartage"; then
  mv "$bin/justicepartage" "$bin/justicepartage.precedent"
fi
cp "$ici/bin/justicepartage" "$bin/justicepartage.nouveau"
mv "$bin/justicepartage.nouveau" "$bin/justicepartage"
for f in $fichiers; do
  mkdir -p "$la/$(dirname "$f")"
  cp "$ici/share/$f" "$la/$f"
done
# Le menu doit trouver le programme même si ~/.local/bin n’est pas dans le PATH.
sed -i "s|^Exec=.*|Exec=\"$bin/justicepartage\"|" "$la/applications/@ID@.desktop"
echo "@NOM@ est installé : il est dans le menu, et dans $bin/justicepartage."
