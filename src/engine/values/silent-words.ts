import { stem } from './tokens.ts';

/** Words that say nothing about what a tool or a request is for. */
export const SILENT: ReadonlySet<string> = new Set(
  'a an the and or of to in on at for from by with without as is are was were be been being it its this that these those i me my we us our you your he she they them his her their what which who whom whose when where why how do does did can could will would shall should may might must have has had not no yes if then than so but about into over under up down out any some all each every more most other such only same too very just please get set gets fetch fetches retrieve retrieves return returns returning call calls use uses used using tool tools function functions api data info information current currently given give gives provide provides based like want need know let tell show me like make new now today tomorrow tonight value values result results string number object array list type name parameter optional required e.g example format etc there here also one two three specific specified particular user users your s t m re ll ve d hey hi hello ok okay thanks thank good great nice help ask question answer first last next long much many go going take'
    .split(' ')
    .map(stem),
);
