/** folium names the map it makes by the id that maps/page.py gives it. */
declare const map_parley: L.Map;
