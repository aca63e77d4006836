namespace PrivateApi.Tests.Help;

/// <summary>How much is there before an example is typed; each holds what is before it.</summary>
internal enum LabStage
{
    /// <summary>A session with the module.</summary>
    Session,

    /// <summary>An empty lab.</summary>
    Lab,

    /// <summary>The network PrivateAPIDemo.</summary>
    Network,

    /// <summary>Its endpoint, and one of another network.</summary>
    Endpoint,

    /// <summary>The APIs PetStore and Orders.</summary>
    Apis,
}
