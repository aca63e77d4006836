using PrivateApi.Model;

namespace PrivateApi.Paths;

/// <summary>One question about a call's path.</summary>
internal interface IPathCheck
{
    CheckName Name { get; }

    Finding Judge(Walk walk);
}
