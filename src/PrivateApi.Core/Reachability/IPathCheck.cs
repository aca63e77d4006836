using PrivateApi.Model;

namespace PrivateApi.Reachability;

/// <summary>One question about a call's path.</summary>
internal interface IPathCheck
{
    CheckName Name { get; }

    Finding Judge(EvaluationContext evaluation);
}
