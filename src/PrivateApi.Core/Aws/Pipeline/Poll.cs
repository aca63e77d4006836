namespace PrivateApi.Aws.Pipeline;

/// <summary>The result of one look at something in progress.</summary>
/// <typeparam name="T">What is waited for.</typeparam>
/// <param name="IsReady">True when the wait is over.</param>
/// <param name="Value">The result; default while not ready.</param>
/// <param name="Status">What is still missing, short, for the progress bar; null when ready.</param>
/// <param name="Detail">The same as AWS said it, for the error if the wait is given up; null for <paramref name="Status"/>.</param>
internal readonly record struct Poll<T>(bool IsReady, T? Value, string? Status, string? Detail = null);
