namespace PrivateApi.Errors;

/// <summary>The kind of failure; the cmdlets turn it into PowerShell's error category.</summary>
public enum FaultKind
{
    /// <summary>An argument, a file or a definition cannot be used as it is.</summary>
    InvalidArgument,

    /// <summary>The thing named does not exist.</summary>
    NotFound,

    /// <summary>The thing already exists, or something else is in its place.</summary>
    Conflict,

    /// <summary>AWS refused for lack of permission or credentials.</summary>
    PermissionDenied,

    /// <summary>No usable credentials, profile or Region.</summary>
    NoConnection,

    /// <summary>The service could not be reached.</summary>
    Unreachable,

    /// <summary>A limit or a rate was exceeded.</summary>
    LimitExceeded,

    /// <summary>A wait ended before its condition was met.</summary>
    TimedOut,

    /// <summary>The service returned an error that is none of the above.</summary>
    ServiceFault,
}
