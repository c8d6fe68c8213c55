"""Bounds on sums of unknowns under equations: linear programs kept warm, integer programs where these do not decide."""

from __future__ import annotations

import highspy
import numpy as np
from numpy.typing import NDArray

from attack.equations import Equations
from attack.layout import Vector

Floats = NDArray[np.float64]
TOLERANCE = 1e-6


def _settings(solver: highspy.Highs) -> None:
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("parallel", "off")


class Solver:
    """One system of equations; only the objective changes from question to question."""

    def __init__(self, system: Equations, ceiling: int, time_limit_seconds: float = 60) -> None:
        self.system = system
        self.ceiling = ceiling
        self.linear_count = 0
        self.integer_count = 0
        self._time_limit_seconds = time_limit_seconds
        self._linear = self._load()
        # Only costs change, so the last vertex stays feasible: the primal simplex goes on from it.
        self._linear.setOptionValue("simplex_strategy", 4)
        self._integer: highspy.Highs | None = None
        self._columns = np.arange(system.layout.columns, dtype=np.int32)

    def _load(self) -> highspy.Highs:
        matrix = self.system.matrix
        solver = highspy.Highs()
        _settings(solver)
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = matrix.shape
        model.col_cost_ = np.zeros(matrix.shape[1])
        model.col_lower_ = np.zeros(matrix.shape[1])
        model.col_upper_ = np.full(matrix.shape[1], float(self.ceiling))
        model.row_lower_ = self.system.values.astype(float)
        model.row_upper_ = self.system.values.astype(float)
        rows, columns = np.nonzero(matrix)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.searchsorted(rows, np.arange(matrix.shape[0] + 1)).astype(np.int32)
        model.a_matrix_.index_ = columns.astype(np.int32)
        model.a_matrix_.value_ = matrix[rows, columns].astype(float)
        solver.passModel(model)
        return solver

    def minimum(self, cost: Floats | Vector) -> tuple[float, Floats] | None:
        """The least value of a weighted sum over the reals and where it is taken; nothing if there is no table."""
        self.linear_count += 1
        solver = self._linear
        solver.changeColsCost(len(self._columns), self._columns, cost.astype(float))
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            # A stale basis can lead astray; the same question from scratch has an answer.
            solver.clearSolver()
            solver.run()
            status = solver.getModelStatus()
            if status == highspy.HighsModelStatus.kInfeasible:
                return None
            if status != highspy.HighsModelStatus.kOptimal:
                raise RuntimeError(f"the linear program ended as {status}")
        return solver.getInfo().objective_function_value, np.array(solver.getSolution().col_value)

    def table(self, points: Floats) -> Vector | None:
        """The whole numbers a vertex stands for, if it is one of whole numbers."""
        whole = np.rint(points).astype(np.int64)
        if np.abs(points - whole).max(initial=0) > TOLERANCE or not self.system.holds_for(whole):
            return None
        return whole

    def integer_table(self, target: Vector, at_most: int | None, at_least: int | None,
                      cost: Floats | None = None) -> tuple[bool, Vector | None]:
        """Whether a table of whole numbers has the target within bounds: (decided, the table if there is one)."""
        self.integer_count += 1
        if self._integer is None:
            self._integer = self._load()
            self._integer.changeColsIntegrality(
                len(self._columns), self._columns,
                np.full(len(self._columns), highspy.HighsVarType.kInteger),
            )
            self._integer.setOptionValue("mip_max_improving_sols", 1)
        solver = self._integer
        weights = np.zeros(len(self._columns)) if cost is None else cost
        solver.changeColsCost(len(self._columns), self._columns, weights.astype(float))
        used = np.nonzero(target)[0].astype(np.int32)
        lower = -highspy.kHighsInf if at_least is None else float(at_least)
        upper = highspy.kHighsInf if at_most is None else float(at_most)
        row = self.system.matrix.shape[0]
        solver.addRow(lower, upper, len(used), used, target[used].astype(float))
        # The solver's clock goes on from run to run.
        solver.setOptionValue("time_limit", solver.getRunTime() + self._time_limit_seconds)
        solver.run()
        status = solver.getModelStatus()
        points = np.array(solver.getSolution().col_value)
        feasible = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        solver.deleteRows(1, np.array([row], dtype=np.int32))
        if status == highspy.HighsModelStatus.kInfeasible:
            return True, None
        if not feasible:
            return False, None
        whole = np.rint(points).astype(np.int64)
        value = int(target @ whole)
        within = (at_most is None or value <= at_most) and (at_least is None or value >= at_least)
        return (True, whole) if self.system.holds_for(whole) and within else (False, None)
