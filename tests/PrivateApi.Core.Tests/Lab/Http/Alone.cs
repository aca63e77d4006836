namespace PrivateApi.Tests.Lab.Http;

/// <summary>Tests that measure the process run beside no other.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
