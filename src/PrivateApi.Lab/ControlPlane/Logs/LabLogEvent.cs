namespace PrivateApi.Lab.ControlPlane.Logs;

/// <summary>A line of a log.</summary>
/// <param name="Stream">Name of its stream.</param>
/// <param name="Time">When it happened, milliseconds since 1970.</param>
/// <param name="Message">Its text.</param>
/// <param name="Id">56 digits, as AWS gives them, growing with each line.</param>
internal sealed record LabLogEvent(string Stream, long Time, string Message, string Id);
