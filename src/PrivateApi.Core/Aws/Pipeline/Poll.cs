namespace PrivateApi.Aws.Pipeline;

/// <summary>The result of one look at something in progress.</summary>
/// <typeparam name="T">What is waited for.</typeparam>
/// <param name="IsReady">True when the wait is over.</param>
/// <param name="Value">The result; default while not ready.</param>
/// <param name="Status">What is still missing, for the progress bar; null when ready.</param>
internal readonly record struct Poll<T>(bool IsReady, T? Value, string? Status);
