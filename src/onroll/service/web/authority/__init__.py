"""The homes of those who look after several schools: an authority's officers, a trust's leads."""
