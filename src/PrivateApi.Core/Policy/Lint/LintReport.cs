using PrivateApi.Policy.Language;
using PrivateApi.Text;

namespace PrivateApi.Policy.Lint;

/// <summary>Collects findings, with their places.</summary>
internal sealed class LintReport(PolicyDocument policy, LintContext context)
{
    private readonly List<PolicyFinding> _findings = [];

    public PolicyDocument Policy => policy;

    public LintContext Context => context;

    public IReadOnlyList<PolicyFinding> Findings =>
        _findings.OrderByDescending(f => f.Severity).ThenBy(f => f.Line).ThenBy(f => f.Column).ToArray();

    public bool Has(string code) => _findings.Exists(f => f.Code == code);

    public void Error(string code, int offset, string message, string why, string fix) =>
        Add(PolicySeverity.Error, code, offset, message, why, fix);

    public void Warn(string code, int offset, string message, string why, string fix) =>
        Add(PolicySeverity.Warning, code, offset, message, why, fix);

    public void Inform(string code, int offset, string message, string why, string fix) =>
        Add(PolicySeverity.Information, code, offset, message, why, fix);

    public void Add(PolicySeverity severity, string code, int offset, string message, string why, string fix)
    {
        PolicyPlace place = policy.PlaceOf(offset);
        _findings.Add(
            new PolicyFinding
            {
                Code = code,
                Severity = severity,
                Message = SecretText.Redact(message), // it may quote a resource with a key in its path
                Why = why,
                Fix = SecretText.Redact(fix),
                Location = JsonPointer.At(policy.Utf8, offset),
                Line = place.Line,
                Column = place.Column,
            }
        );
    }
}
