namespace PrivateApi.Reports;

/// <summary>A line about a station.</summary>
/// <param name="Text">Ids and names.</param>
/// <param name="State">Its own state, where it is one of several ways; null for none.</param>
internal sealed record PathDetail(string Text, StationState? State = null);
