namespace PrivateApi.Tests.Reliability;

/// <summary>What a script wrote, and its errors as id and text.</summary>
internal sealed record PwshAnswer(string[] Output, string[] Errors);
