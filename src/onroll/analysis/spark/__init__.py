"""Spark, the engine past one machine. Nothing here is imported unless Spark is asked for; pyspark is an extra."""

from onroll.analysis.spark.engine import SparkEngine
from onroll.analysis.spark.handing_over import hand_over
from onroll.analysis.spark.reading import with_spark
from onroll.analysis.spark.session import SparkIsNotHere, session_here

__all__ = ["SparkEngine", "SparkIsNotHere", "hand_over", "session_here", "with_spark"]
