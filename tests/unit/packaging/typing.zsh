# At each prompt types the next line, completes it as Tab does, and notes what fitted. Read by the .zshrc of a test.
compadd() {
  local -a fit
  (( ${argv[(I)-[OAD]]} )) || { builtin compadd -A fit "$@"; fitted+=($fit) }
  builtin compadd "$@"
}
lines=("${(@f)$(<$ZDOTDIR/lines)}")
zle-line-init() {
  if (( $#lines )); then
    fitted=() BUFFER="enterprise-portal-server $lines[1]" CURSOR=1000
    zle complete-word
    print -r -- "$fitted " >> $ZDOTDIR/said
    shift lines
    BUFFER=
  else
    BUFFER=exit
  fi
  zle accept-line
}
zle -N zle-line-init
